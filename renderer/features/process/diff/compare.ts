import { diff } from 'bpmn-js-differ'
import { BpmnModdle } from 'bpmn-moddle'
import { type Bo, textAt } from '../drawing/types'
import { vocabulary } from '../drawing/vocabulary'
import { type EnclosureKind, enclosuresIn } from '../enclosed/enclosed'
import { elementsIn, type Meaning, meaningOf } from './meaning'

export const CHANGE_KINDS = ['added', 'removed', 'changed', 'moved'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]
/** What stood there and what stands there now. */
export type Field = { name: string; before: string; after: string }
export type Change = { id: string; kind: ChangeKind; type: string; name: string; fields: Field[] }

/** What differs between two drawings of a process: by kind, each element once. What only moved is told apart from what changed. */
export async function compare(before: string, after: string): Promise<Change[]> {
  const [old, fresh] = await Promise.all([parse(before), parse(after)])
  const { _added, _removed, _layoutChanged } = diff(old, fresh)
  const changed = changedIn(elementsIn(old), elementsIn(fresh))
  const known = new Set([...Object.keys(_added), ...Object.keys(_removed), ...changed.map(({ id }) => id)])
  const moved = Object.values(_layoutChanged).filter(({ id }) => id !== undefined && !known.has(id))
  return [
    ...Object.values(_added).map((bo) => change('added', bo)),
    ...Object.values(_removed).map((bo) => change('removed', bo)),
    ...changed,
    ...moved.map((bo) => change('moved', bo)),
    ...(['form', 'decisions'] as const).flatMap((kind) => carried(kind, old, fresh)),
  ]
}

const parse = async (xml: string) => (await new BpmnModdle({ okno: vocabulary }).fromXML(xml)).rootElement

const change = (kind: ChangeKind, bo: Bo, fields: Field[] = []): Change => ({
  id: bo.id ?? '',
  kind,
  type: bo.$type.replace('bpmn:', ''),
  name: textAt(bo, 'name'),
  fields,
})

/** Forms and decisions that came, went or changed: they are files of their own, so only that is told. */
function carried(kind: EnclosureKind, old: Bo, fresh: Bo): Change[] {
  const before = new Map(enclosuresIn(old, kind).map((one) => [one.id, one]))
  const after = new Map(enclosuresIn(fresh, kind).map((one) => [one.id, one]))
  const type = kind === 'form' ? 'Form' : 'Decision'
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): Change[] => {
    const [was, is] = [before.get(id), after.get(id)]
    const told = (change: ChangeKind) => [
      { id: `${kind}.${id}`, kind: change, type, name: (is ?? was)?.name ?? id, fields: [] },
    ]
    if (!was) return told('added')
    if (!is) return told('removed')
    return was.text === is.text && was.name === is.name ? [] : told('changed')
  })
}

/** The differ overlooks what lies inside an element (conditions, times, documentation), so meanings are compared here. */
function changedIn(old: Map<string, Bo>, fresh: Map<string, Bo>): Change[] {
  return [...fresh].flatMap(([id, bo]) => {
    const was = old.get(id)
    const fields = was ? fieldsThatDiffer(meaningOf(was), meaningOf(bo)) : []
    if (was && was.$type !== bo.$type) fields.unshift({ name: 'type', before: typeOf(was), after: typeOf(bo) })
    return fields.length > 0 ? [change('changed', bo, fields)] : []
  })
}
const typeOf = (bo: Bo) => bo.$type.replace('bpmn:', '')

function fieldsThatDiffer(before: Meaning, after: Meaning): Field[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name)?.is !== after.get(name)?.is)
    .map((name) => ({ name, before: before.get(name)?.says ?? '', after: after.get(name)?.says ?? '' }))
}
