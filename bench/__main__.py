"""`make bench`: the public search; the others run by their own names, as `bench.portfolio`."""

from bench import search

search.main()
