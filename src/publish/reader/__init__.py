"""Sources to Articles: finding them, loading their characters, reading what they say."""
