"""Parts of the understanding pipeline that Rasa does not have itself."""
