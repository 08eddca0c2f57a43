import json

from tusoi.audit import rules
from tusoi.audit.verify import checked, main


def entry(seq, previous, chain=3, **more):
    fields = dict.fromkeys(rules.FIELDS, "x") | {"chain": chain, "seq": seq, "changes": {"b": 1, "a": [1, 2]}} | more
    return {**fields, "hash": rules.digest(fields, previous)}


def chain_of(length, chain=3):
    entries = []
    for seq in range(1, length + 1):
        entries.append(entry(seq, entries[-1]["hash"] if entries else rules.FIRST, chain))
    return entries


def head_of(entries):
    return rules.Head(entries[-1]["seq"], entries[-1]["hash"])


def test_an_untouched_chain_holds():
    entries = chain_of(5)
    assert rules.check_chain(3, entries, head=head_of(entries)) == rules.Checked(3, 5)


def test_the_order_of_keys_in_the_changes_does_not_matter():
    one = entry(1, rules.FIRST)
    assert rules.digest({**one, "changes": {"a": [1, 2], "b": 1}}, rules.FIRST) == one["hash"]


def test_a_changed_entry_is_found_where_it_is():
    entries = chain_of(5)
    entries[2] = {**entries[2], "action": "other"}
    assert rules.check_chain(3, entries, head=head_of(entries)).broken_at == 3


def test_a_missing_entry_is_found():
    entries = chain_of(5)
    del entries[1]
    assert rules.check_chain(3, entries, head=head_of(entries)).broken_at == 2


def test_a_chain_cut_short_is_found_by_its_head():
    entries = chain_of(5)
    assert rules.check_chain(3, entries[:3], head=head_of(entries)) == rules.Checked(3, 3, 4, "cut")


def test_a_chain_cut_short_with_its_head_is_found_by_a_seal():
    entries = chain_of(5)
    sealed = [head_of(entries)]
    assert rules.check_chain(3, entries[:3], head=head_of(entries[:3]), sealed=sealed) == rules.Checked(3, 3, 4, "seal")


def test_a_chain_written_anew_is_found_by_a_seal():
    entries = chain_of(5)
    other = [entry(1, rules.FIRST, action="other")]
    result = rules.check_chain(3, other, head=head_of(other), sealed=[head_of(entries[:1])])
    assert (result.broken_at, result.why) == (1, "seal")


def test_a_seal_that_was_changed_is_found():
    seal = {"at": "2026-01-01", "heads": {"3": [1, "a"]}}
    seal["hash"] = rules.seal_digest(seal["at"], seal["heads"], rules.FIRST)
    assert rules.check_seals([seal]).broken_at is None
    assert rules.check_seals([{**seal, "at": "2026-01-02"}]).broken_at == 1


def exported(entries):
    head = {"line": "chain", "chain": 3, "seq": len(entries), "hash": entries[-1]["hash"]}
    return [json.dumps(line) for line in (head, *({"line": "entry", **one} for one in entries))]


def test_an_exported_trail_is_verified_without_a_database(tmp_path, capsys):
    file = tmp_path / "trail.jsonl"
    file.write_text("\n".join(exported(chain_of(4))))
    assert main([str(file)]) == 0
    assert "4 entries in 1 chains" in capsys.readouterr().out


def test_a_line_changed_in_the_export_is_found(tmp_path):
    lines = exported(chain_of(4))
    lines[2] = lines[2].replace('"x"', '"y"', 1)
    assert [result.broken_at for result in checked(lines)] == [None, 2]
    file = tmp_path / "trail.jsonl"
    file.write_text("\n".join(lines))
    assert main([str(file)]) == 1


def test_what_is_no_export_is_said_to_be_none(tmp_path):
    file = tmp_path / "x"
    for content in ("{", "[]", '{"line": "other"}', '{"line": "entry"}', "\xff\x00"):
        file.write_bytes(content.encode("latin-1"))
        assert main([str(file)]) == 2
    assert main([str(tmp_path / "none")]) == 2
    assert main([]) == 2
