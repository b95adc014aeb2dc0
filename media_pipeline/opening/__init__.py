"""What a file is: found by its bytes and by reading it to its end, or refused with a named reason.

Runs in a process of its own (`media_pipeline.apart`); `looking.look` is the way in.
"""
