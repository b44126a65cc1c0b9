import { type Bo, boAt, bosAt, isA } from './types'

/** Some programs leave out of a file which flows meet an element, though the flows tell it: filled in, as the rules need it. */
export function wire(definitions: Bo): void {
  const open = bosAt(definitions, 'rootElements').filter((root) => isA(root, 'Process'))
  for (let scope = open.pop(); scope; scope = open.pop())
    for (const inside of bosAt(scope, 'flowElements')) {
      if (isA(inside, 'SubProcess')) open.push(inside)
      if (!isA(inside, 'SequenceFlow')) continue
      meet(boAt(inside, 'sourceRef'), 'outgoing', inside)
      meet(boAt(inside, 'targetRef'), 'incoming', inside)
    }
}

function meet(node: Bo | null, side: 'incoming' | 'outgoing', flow: Bo) {
  if (!node) return
  const known = bosAt(node, side)
  if (!known.includes(flow)) node.set(side, [...known, flow])
}
