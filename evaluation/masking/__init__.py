"""How well third parties' data is masked; see README.md."""
