import type { Dice } from './dice.ts'

/** A block has one way in and one way out, so that any nesting of blocks is a process that can end. */
export type Block =
  | { kind: 'task'; border: Border | null }
  | { kind: 'service' }
  | { kind: 'script' }
  | { kind: 'wait' }
  | { kind: 'choice' | 'fork' | 'some'; ways: Block[][] }
  | { kind: 'loop'; body: Block[] }
  | { kind: 'race'; ways: Block[][] }
  | { kind: 'inner'; body: Block[]; border: Border | null; listens: boolean; fails: boolean }
  | { kind: 'rounds'; isSequential: boolean; isEnough: boolean; body: Block[] | null }
  | { kind: 'undone' }
/** An event on the border of a task or a sub-process. */
export type Border = { event: 'message' | 'timer' | 'signal'; isInterrupting: boolean }

const LEAVES = ['task', 'task', 'service', 'script', 'wait', 'undone', 'rounds'] as const
const NESTED = ['choice', 'fork', 'some', 'loop', 'race', 'inner', 'inner', 'rounds'] as const
const MOST_IN_ROW = 3

/** One to three blocks, the fewer nested ones the deeper they are. */
export function throwBlocks(dice: Dice, depth = 3): Block[] {
  return Array.from({ length: 1 + dice.below(MOST_IN_ROW) }, () => throwBlock(dice, depth))
}

function throwBlock(dice: Dice, depth: number): Block {
  const kind = depth > 0 && dice.happens(0.2 + depth * 0.15) ? dice.pick(NESTED) : dice.pick(LEAVES)
  const inside = () => throwBlocks(dice, depth - 1)
  switch (kind) {
    case 'task':
      return { kind, border: throwBorder(dice) }
    case 'choice':
    case 'fork':
    case 'some':
      return { kind, ways: Array.from({ length: 2 + dice.below(2) }, inside) }
    case 'race':
      return { kind, ways: [inside(), inside()] }
    case 'loop':
      return { kind, body: inside() }
    case 'inner':
      return {
        kind,
        body: inside(),
        border: throwBorder(dice),
        listens: dice.happens(0.3),
        fails: dice.happens(0.3),
      }
    case 'rounds':
      return {
        kind,
        isSequential: dice.happens(0.5),
        isEnough: dice.happens(0.3),
        body: depth > 0 && dice.happens(0.5) ? inside() : null,
      }
    default:
      return { kind }
  }
}

const throwBorder = (dice: Dice): Border | null =>
  dice.happens(0.4)
    ? { event: dice.pick(['message', 'timer', 'signal'] as const), isInterrupting: dice.happens(0.5) }
    : null
