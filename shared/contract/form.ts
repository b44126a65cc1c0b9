import { z } from 'zod'

/** Under this name a step of a drawing asks for its form. */
export const FormId = z.string().regex(/^[a-z][A-Za-z0-9_-]{0,59}$/)
export type FormId = z.infer<typeof FormId>

/** A limit is a value, or FEEL after `=`. */
const Limit = z.union([z.number(), z.string(), z.boolean()]).optional()
export const FormOption = z.looseObject({
  value: z.union([z.string(), z.number(), z.boolean()]),
  label: z.string().optional(),
})
export type FormOption = z.infer<typeof FormOption>

/** One component of a form as form-js writes it; what is not named here only concerns how it looks. */
export const FormField = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  /** The variable it fills; dots lead into a context. */
  key: z.string().optional(),
  /** Of a group: the context its fields stand in. */
  path: z.string().optional(),
  label: z.string().optional(),
  subtype: z.string().optional(),
  dateLabel: z.string().optional(),
  timeLabel: z.string().optional(),
  disabled: z.boolean().optional(),
  disallowPassedDates: z.boolean().optional(),
  decimalDigits: z.number().optional(),
  increment: z.union([z.number(), z.string()]).optional(),
  serializeToString: z.boolean().optional(),
  values: z.array(FormOption).optional(),
  valuesKey: z.string().optional(),
  valuesExpression: z.string().optional(),
  conditional: z.looseObject({ hide: z.string().optional() }).optional(),
  validate: z
    .looseObject({
      required: Limit,
      min: Limit,
      max: Limit,
      minLength: Limit,
      maxLength: Limit,
      pattern: z.string().optional(),
      patternErrorMessage: z.string().optional(),
      validationType: z.string().optional(),
    })
    .optional(),
  get components() {
    return z.array(FormField).optional()
  },
})
export type FormField = z.infer<typeof FormField>

/** A form of a process: the JSON of form-js. */
export const FormSchema = z.looseObject({ type: z.literal('default'), components: z.array(FormField) })
export type FormSchema = z.infer<typeof FormSchema>

export const ValueProblemCode = z.enum([
  'required',
  'notText',
  'notNumber',
  'notBoolean',
  'notList',
  'decimals',
  'increment',
  'tooShort',
  'tooLong',
  'tooSmall',
  'tooLarge',
  'pattern',
  'email',
  'phone',
  'notAnOption',
  'twice',
  'badDate',
  'passed',
  'unknownField',
])
export type ValueProblemCode = z.infer<typeof ValueProblemCode>

/** Which field and why. `limit`: what it should have kept to. `said`: the analyst's own words for it. */
export const ValueProblem = z.object({
  field: z.string(),
  label: z.string(),
  code: ValueProblemCode,
  limit: z.union([z.number(), z.string()]).nullable(),
  said: z.string().nullable(),
})
export type ValueProblem = z.infer<typeof ValueProblem>

/** What a person typed, by key. */
export const FormValues = z.record(z.string().max(200), z.unknown())
export type FormValues = z.infer<typeof FormValues>
