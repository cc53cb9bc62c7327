"""Write down anew what is said about every exhibit: ``python -m tests.gallery.update``. Read the diff."""

from __future__ import annotations

from .gallery import HERE, LANGUAGES, exhibits, opened, said_about, said_file


def update() -> None:
    """Rewrite every text, and remove those whose input is gone."""
    kept = set()
    with opened():
        for name in exhibits():
            for language in LANGUAGES:
                path = said_file(name, language)
                path.write_text(said_about(name, language), encoding="utf-8")
                kept.add(path)
    for language in LANGUAGES:
        for path in set(HERE.glob(f"*.{language}.txt")) - kept:
            path.unlink()


if __name__ == "__main__":
    update()
