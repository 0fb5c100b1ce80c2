"""Sign-in by OpenID Connect: for the chat, the officers' pages, the API and sockets."""
