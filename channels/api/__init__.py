"""The API for programs, /api/v1 of the contract."""
