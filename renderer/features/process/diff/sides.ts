import { makeViewing, type Viewing } from '../drawing/viewer'
import { CHANGE_KINDS, type Change, compare } from './compare'

/** Two drawings beside each other that move as one. */
export type Sides = {
  changes: readonly Change[]
  show(id: string): void
  fit(): void
  destroy(): void
}
type Containers = { before: HTMLElement; after: HTMLElement }

/** Draws both, marks what differs: what came stands only after, what went only before. */
export async function openSides(containers: Containers, xml: { before: string; after: string }): Promise<Sides> {
  const before = makeViewing(containers.before)
  const after = makeViewing(containers.after)
  await Promise.all([before.open(xml.before), after.open(xml.after)])
  const changes = await compare(xml.before, xml.after)
  for (const kind of CHANGE_KINDS) {
    const ids = changes.filter((change) => change.kind === kind).map(({ id }) => id)
    if (kind !== 'added') before.mark(ids, `okno-${kind}`)
    if (kind !== 'removed') after.mark(ids, `okno-${kind}`)
  }
  moveTogether(before, after)
  return {
    changes,
    show(id) {
      // the one that has it leads, the other follows
      before.show(id)
      after.show(id)
    },
    fit: () => after.fit(),
    destroy() {
      before.destroy()
      after.destroy()
    },
  }
}

function moveTogether(one: Viewing, other: Viewing) {
  let isFollowing = false
  const lead = (from: Viewing, to: Viewing) =>
    from.onMoved(() => {
      if (isFollowing) return
      isFollowing = true
      to.setViewbox(from.viewbox())
      isFollowing = false
    })
  lead(one, other)
  lead(other, one)
  one.setViewbox(other.viewbox())
}
