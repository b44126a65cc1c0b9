import { expect, test } from 'vitest'
import { feelProblem } from './checkFeel'

test.each(['isSent = true', '= amount > 100 and kind = "complaint"', 'duration("P1D")', '', '{ caseId: caseId }'])(
  '%s makes sense',
  (text) => expect(feelProblem(text)).toBeNull(),
)

test.each(['isSent =', 'amount ) 100', 'if a then b', '{ caseId: '])('%s does not, and says where', (text) =>
  expect(feelProblem(text)).toEqual(expect.any(String)),
)
