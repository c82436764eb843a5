"""The command line `yanzhen`: parse, call one use case, print. Data on stdout, messages on stderr.

Exit codes: 0 done, 1 faults in the input, 2 wrong use, 3 something outside is missing.
"""

from api.cli.main import main

__all__ = ["main"]
