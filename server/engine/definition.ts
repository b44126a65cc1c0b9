import type { Expression } from './expression.ts'

export type Flow = { id: string; to: string; condition: Expression | null; isDefault: boolean }

type Common = { id: string; name: string; attributes: Readonly<Record<string, string>>; outgoing: readonly Flow[] }
/** When a boundary event fires: the expression gives ISO 8601 text (or a FEEL date, duration). */
export type TimerRule = { kind: 'date' | 'duration' | 'cycle'; expression: Expression }
export type BoundaryTimer = Common & {
  kind: 'boundaryTimer'
  attachedTo: string
  isInterrupting: boolean
  timer: TimerRule
}
/** A token waits here until the time has come. */
export type TimerCatch = Common & { kind: 'timerCatch'; timer: TimerRule }
export type UserTask = Common & { kind: 'userTask'; boundary: readonly BoundaryTimer[] }
export type ServiceTask = Common & { kind: 'serviceTask'; binding: string; input: Expression | null }
export type Element =
  | (Common & { kind: 'start' })
  | (Common & { kind: 'end' })
  | (Common & { kind: 'exclusiveGateway' })
  | UserTask
  | ServiceTask
  | BoundaryTimer
  | TimerCatch

/** A compiled process: immutable, shared by all its instances. */
export type Definition = { key: string; name: string; start: string; elements: ReadonlyMap<string, Element> }

export type ProblemCode =
  | 'notXml'
  | 'doctypeForbidden'
  | 'tooLarge'
  | 'notOneProcess'
  | 'notExecutable'
  | 'duplicateId'
  | 'unsupportedElement'
  | 'unsupportedEvent'
  | 'unsupportedLoop'
  | 'noStart'
  | 'severalStarts'
  | 'noEnd'
  | 'danglingFlow'
  | 'noOutgoing'
  | 'severalOutgoing'
  | 'intoStart'
  | 'outOfEnd'
  | 'intoBoundary'
  | 'unreachable'
  | 'conditionMissing'
  | 'conditionNotAllowed'
  | 'badExpression'
  | 'badTimer'
  | 'badAttachment'
  | 'bindingMissing'
  | 'unknownBinding'
/** Why a drawing is refused, and where: the screen has the words for the code. */
export type Problem = {
  code: ProblemCode
  elementId: string | null
  elementName: string | null
  elementType: string | null
  detail: string | null
}

export function elementOf(definition: Definition, id: string): Element {
  const element = definition.elements.get(id)
  if (!element) throw new Error(`process ${definition.key} has no element ${id}`)
  return element
}
