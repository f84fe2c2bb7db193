"""The map alone: an SVG file with its own colours, for a README or a slide."""

from ratingctl.language.catalogue import Catalogue
from ratingctl.publishing.html_page import page_environment
from ratingctl.publishing.problems import NoMapError
from ratingctl.publishing.publication import BookletContent
from ratingctl.publishing.tile_map import shade_of, tile_map


def map_file(publication: BookletContent) -> bytes:
    """Return the map as an SVG file.

    Raises:
        NoMapError: If there is no map.
    """
    drawing = tile_map(publication)
    if drawing is None:
        raise NoMapError
    template = page_environment(Catalogue(publication.language)).get_template("map_file.svg.j2")
    return template.render(p=publication, map=drawing, shade=lambda score: shade_of(score, publication)).encode()
