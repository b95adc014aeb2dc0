"""What a phone keeps of the archive for where there is no network, and how it is installed.

Nothing is kept unless the server says so on the very answer (`marks`): default deny. A worker in
the browser (`worker.js`) keeps the pages that were read last, asks for each of them again as a
stranger whenever there is a network, and drops what is no longer for everybody.
"""
