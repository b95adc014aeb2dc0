"""The search for machines: `/api/v1/`, in English, read only; docs/api.md says how it is used."""
