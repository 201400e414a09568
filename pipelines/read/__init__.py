"""Reading: any paper as clean text. ``read`` is the door; the bytes decide which reader opens the file."""
