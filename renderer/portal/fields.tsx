import { type HTMLAttributes, type ReactNode, useId } from 'react'
import { useWords } from '../ui/words'
import classes from './Portal.module.css'
import { portalWords } from './words'

type Named = { name: string; label: string; hint?: string | undefined; error: string | undefined; isOptional?: boolean }
type TextProps = Named & {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'tel' | 'email'
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode']
  autoComplete?: string
  rows?: number
}

/** A labelled field: the hint and what is wrong stand beside it and are read with it. */
export function TextField({
  value,
  onChange,
  type = 'text',
  rows,
  inputMode,
  autoComplete = 'off',
  ...named
}: TextProps) {
  const id = useId()
  const common = {
    id,
    name: named.name,
    value,
    autoComplete,
    'aria-invalid': named.error ? true : undefined,
    'aria-describedby':
      [named.hint && `${id}-hint`, named.error && `${id}-error`].filter(Boolean).join(' ') || undefined,
    'aria-required': named.isOptional ? undefined : true,
    className: classes.input,
  }
  return (
    <div className={classes.field}>
      <FieldLabel id={id} {...named} />
      {rows ? (
        <textarea {...common} rows={rows} onChange={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input
          {...common}
          type={type}
          inputMode={inputMode}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </div>
  )
}

function FieldLabel({ id, label, hint, error, isOptional }: Named & { id: string }) {
  const t = useWords(portalWords)
  return (
    <>
      <label htmlFor={id}>
        {label}
        {isOptional && <span className={classes.optional}>, {t.optional}</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className={classes.hint}>
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </>
  )
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className={classes.error} role="alert">
      {children}
    </p>
  )
}

type Option<V extends string> = { value: V; label: string; hint?: string }
type ChoiceProps<V extends string> = {
  name: string
  legend: string
  value: V | ''
  options: readonly Option<V>[]
  onChange: (value: V) => void
  error: string | undefined
}

/** One of several, each a large target. */
export function Choice<V extends string>({ name, legend, value, options, onChange, error }: ChoiceProps<V>) {
  const id = useId()
  return (
    <fieldset className={classes.choice} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={classes.hidden}>{legend}</legend>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {options.map((option) => (
        <label key={option.value} className={classes.option} data-on={option.value === value || undefined}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.label}
            {option.hint && <small>{option.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
