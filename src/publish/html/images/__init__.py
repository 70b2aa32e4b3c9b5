"""Pictures of a page with their captions and credits."""
