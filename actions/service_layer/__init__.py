"""Use cases over the domain; knows ports, never the libraries behind them."""
