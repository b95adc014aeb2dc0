"""The scenes of the plates, people by people."""
