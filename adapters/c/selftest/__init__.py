# SPDX-License-Identifier: MIT
"""What test.py runs."""
