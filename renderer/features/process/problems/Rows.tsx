import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import classes from './Problems.module.css'

export type Row = {
  id: string
  weight: 'error' | 'warn'
  weightText: string
  text: string
  /** Where it is; absent when it concerns the whole. */
  element?: string
  onShow?: () => void
  showLabel?: string
}

/** Problems one under another; each leads to its place in the drawing. */
export function Rows({ rows, label }: { rows: readonly Row[]; label: string }) {
  return (
    <ul className={classes.rows} aria-label={label}>
      {rows.map((row) => (
        <li key={row.id} data-weight={row.weight}>
          {row.onShow ? (
            <button type="button" className={classes.row} onClick={row.onShow} title={row.showLabel}>
              <Text row={row} />
            </button>
          ) : (
            <div className={classes.row}>
              <Text row={row} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function Text({ row }: { row: Row }) {
  const Icon = row.weight === 'error' ? IconAlertCircle : IconAlertTriangle
  return (
    <>
      <Icon size={17} className={classes.icon} role="img" aria-label={row.weightText} />
      <span>
        {row.text}
        {row.element && <small>{row.element}</small>}
      </span>
    </>
  )
}
