"""The categories of podcast directories, as Apple Podcasts lists them."""

from __future__ import annotations

from publish.errors import ConfigError

CATEGORIES: dict[str, tuple[str, ...]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "Health & Fitness": (
        "Alternative Health",
        "Fitness",
        "Medicine",
        "Mental Health",
        "Nutrition",
        "Sexuality",
    ),
    "History": (),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        "Animation & Manga",
        "Automotive",
        "Aviation",
        "Crafts",
        "Games",
        "Hobbies",
        "Home & Garden",
        "Video Games",
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        "Business News",
        "Daily News",
        "Entertainment News",
        "News Commentary",
        "Politics",
        "Sports News",
        "Tech News",
    ),
    "Religion & Spirituality": (
        "Buddhism",
        "Christianity",
        "Hinduism",
        "Islam",
        "Judaism",
        "Religion",
        "Spirituality",
    ),
    "Science": (
        "Astronomy",
        "Chemistry",
        "Earth Sciences",
        "Life Sciences",
        "Mathematics",
        "Natural Sciences",
        "Nature",
        "Physics",
        "Social Sciences",
    ),
    "Society & Culture": (
        "Documentary",
        "Personal Journals",
        "Philosophy",
        "Places & Travel",
        "Relationships",
    ),
    "Sports": (
        "Baseball",
        "Basketball",
        "Cricket",
        "Fantasy Sports",
        "Football",
        "Golf",
        "Hockey",
        "Rugby",
        "Running",
        "Soccer",
        "Swimming",
        "Tennis",
        "Volleyball",
        "Wilderness",
        "Wrestling",
    ),
    "Technology": (),
    "True Crime": (),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
}


def names() -> tuple[str, ...]:
    """Every way to write a category: "News", "Politics" and "News > Politics"."""
    pairs = [(top, name) for top, inner in CATEGORIES.items() for name in inner]
    return (*CATEGORIES, *(name for _, name in pairs), *(f"{top} > {name}" for top, name in pairs))


def path(category: str) -> tuple[str, ...]:
    """A configured category as top category and, where given, the one inside it: "News" or "Politics".

    "News > Politics" says both. Raises ConfigError for a name that directories do not know.
    """
    names = tuple(name.strip() for name in category.split(">"))
    if len(names) == 1 and names[0] in CATEGORIES:
        return names
    if len(names) == 2 and names[1] in CATEGORIES.get(names[0], ()):
        return names
    if len(names) == 1:
        for top, inner in CATEGORIES.items():
            if names[0] in inner:
                return top, names[0]
    raise ConfigError(
        f"site.category is {category!r}, which podcast directories do not know",
        "use one of " + ", ".join(CATEGORIES),
    )
