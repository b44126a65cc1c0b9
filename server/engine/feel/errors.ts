/** A FEEL text that does not parse. */
export class BadExpression extends Error {
  override name = 'BadExpression'
}
/** A FEEL text that parses but failed on these variables. */
export class FailedExpression extends Error {
  override name = 'FailedExpression'
}
