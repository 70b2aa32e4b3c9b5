"""`python tools/phrases.py`: which kinds of phrases each language of the reader lacks."""

from __future__ import annotations

from publish.html.phrases import KINDS, lacking, languages


def main() -> int:
    gaps = lacking()
    for name in sorted(languages()):
        print(f"{name:4} {'lacks ' + ', '.join(gaps[name]) if name in gaps else 'has all'}")
    for kind in sorted({kind for kinds in gaps.values() for kind in kinds}):
        print(f"{kind}: {KINDS[kind]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
