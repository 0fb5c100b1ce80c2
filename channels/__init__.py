"""The doors: web chat, API, inbox and command line; no decisions are taken here."""
