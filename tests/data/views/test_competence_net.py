"""The net: where things stand, what hangs on what, and how the coverage picture is measured."""

from __future__ import annotations

from itertools import pairwise
from math import atan2, hypot, isclose, pi

from hypothesis import given
from support.competence import big, planned, plans
from support.documents import TODAY, done

from data.commands.competence import AddTask
from data.facts.competence import NeedState, matrix
from data.views.competence_net import NodeKind, halves, net, spokes


def nets(document):
    return [net(focus) for focus in matrix(document, TODAY).focuses]


def test_the_focus_area_is_in_the_middle_tasks_around_it_needs_outside():
    stress, _noise = nets(planned())
    assert [(n.kind, n.key, n.parent) for n in stress.nodes] == [
        (NodeKind.FOCUS, "focus_area:f1", ""),
        (NodeKind.TASK, "task:t1", "focus_area:f1"),
        (NodeKind.NEED, "need:n1", "task:t1"),
        (NodeKind.NEED, "need:n2", "task:t1"),
        (NodeKind.TASK, "task:t2", "focus_area:f1"),
        (NodeKind.NEED, "need:n3", "task:t2"),
    ]
    assert [(n.covered, n.needs, n.state) for n in stress.nodes] == [
        (2, 3, NeedState.GAP),
        (1, 2, NeedState.GAP),
        (1, 1, NeedState.COVERED),
        (0, 1, NeedState.GAP),
        (1, 1, NeedState.VULNERABLE),
        (1, 1, NeedState.VULNERABLE),
    ]
    assert [n.key for n in stress.below("task:t1")] == ["need:n1", "need:n2"]
    assert stress.node("need:n4") is None


@given(plans())
def test_everything_lies_in_the_unit_circle_clockwise(document):
    for each in nets(document):
        radii = {NodeKind.FOCUS: 0.0, NodeKind.TASK: 0.5, NodeKind.NEED: 1.0}
        assert all(isclose(hypot(n.x, n.y), radii[n.kind], abs_tol=1e-9) for n in each.nodes)
        turns = [
            (atan2(n.y, n.x) + pi / 2 + 1e-9) % (2 * pi)
            for n in each.nodes
            if n.kind is NodeKind.NEED
        ]
        assert all(one < two for one, two in pairwise(turns))


def test_both_sides_have_as_much_to_show():
    for focus in matrix(big(), TODAY).focuses:
        right, left = halves(focus.tasks)
        counts = [sum(len(task.rows) for task in side) for side in (right, left)]
        assert abs(counts[0] - counts[1]) <= 3
        assert [*right, *reversed(left)] == list(focus.tasks)
    assert halves(()) == ((), ())


def test_spokes_measure_how_far_the_group_has_come():
    stress, noise = matrix(done(planned(), AddTask("f2", "Tom")), TODAY).focuses
    assert [(s.key, round(s.value, 3)) for s in spokes(stress)] == [
        ("task:t1", 0.833), ("task:t2", 1.0),
    ]  # fmt: skip
    assert [s.key for s in spokes(noise)] == ["task:t3"]


@given(plans())
def test_a_spoke_is_full_only_without_gaps(document):
    for focus in matrix(document, TODAY).focuses:
        by_task = {task.task.reference: task for task in focus.tasks}
        for spoke in spokes(focus):
            assert 0 <= spoke.value <= 1
            gaps = any(row.state is NeedState.GAP for row in by_task[spoke.key].rows)
            assert (spoke.value < 1) == gaps
