from facecurve_label.ledger import Ledger


def test_a_part_that_is_begun_again_looks_at_its_open_files_alone() -> None:
    ledger = Ledger()
    assert not ledger.start(0).alone
    ledger.begin(0, [0, 1])
    ledger.begin(0, [2, 3])
    again = ledger.start(0)
    assert again.alone == {2, 3} and not again.deadly


def test_a_file_that_kills_alone_twice_is_deadly() -> None:
    ledger = Ledger()
    ledger.start(7)
    ledger.begin(7, [4, 5])
    for _ in range(2):
        caution = ledger.start(7)
        assert caution.alone == {4, 5}
        ledger.begin(7, [5])
    caution = ledger.start(7)
    assert (caution.alone, caution.deadly) == ({4}, {5})
    assert ledger.progress().deaths == 3


def test_progress_counts_each_part_once() -> None:
    ledger = Ledger()
    for part in (0, 1):
        ledger.start(part)
    ledger.begin(1, [3])
    assert ledger.progress().files == 3
    ledger.finish(0, 8, 9, {"read": 1.0}, 5)
    ledger.finish(0, 8, 9, {"read": 1.0}, 4)
    ledger.start(0)  # its actor has died after the part was written
    ledger.finish(0, 8, 9, {"read": 1.0}, 4)
    progress = ledger.progress()
    assert (progress.files, progress.faces, progress.seconds) == (11, 9, {"read": 1.0})
    assert progress.memory == 5
