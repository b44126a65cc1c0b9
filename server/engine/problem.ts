export type ProblemCode =
  | 'notXml'
  | 'doctypeForbidden'
  | 'tooLarge'
  | 'notOneProcess'
  | 'notExecutable'
  | 'duplicateId'
  | 'unsupportedElement'
  | 'unsupportedEvent'
  | 'unknownExtension'
  | 'noStart'
  | 'severalStarts'
  | 'badStart'
  | 'noEnd'
  | 'danglingFlow'
  | 'acrossBorder'
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
  | 'badEventGateway'
  | 'badLink'
  | 'badLoop'
  | 'badHandler'
  | 'referenceMissing'
  | 'scriptMissing'
  | 'bindingMissing'
  | 'unknownBinding'
  | 'decisionMissing'
  | 'calledMissing'
  | 'callCycle'
  | 'badNumber'
  | 'badRetries'
  | 'noDecision'
  | 'badTable'
  | 'decisionCycle'

/** Line and column in the file, from 1. */
export type Place = { line: number; column: number }

/** Why a drawing is refused (or, as a warning, what is odd in it), and where. */
export type Problem = {
  code: ProblemCode
  severity: 'error' | 'warning'
  elementId: string | null
  elementName: string | null
  elementType: string | null
  detail: string | null
  place: Place | null
  text: { ru: string; en: string }
}
