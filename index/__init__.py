"""How it finds: passages -> hits."""

import os

# One question is many small matrix products: a team of BLAS threads waiting for each other makes them ten times slower.
# It must be said before numpy is first imported, and a user's own setting wins.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
