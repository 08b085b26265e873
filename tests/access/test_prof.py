import cProfile, pstats, time
import pytest
pytestmark = pytest.mark.django_db
def test_prof(a_world):
    from tests.access.crawl import crawl
    t=time.process_time()
    with a_world() as w:
        print("world", time.process_time()-t)
        pr=cProfile.Profile(); pr.enable(); crawl(w); pr.disable()
    print("all", time.process_time()-t)
    pstats.Stats(pr).sort_stats("cumtime").print_stats(70)
