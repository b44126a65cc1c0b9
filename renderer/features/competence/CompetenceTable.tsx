import { Button } from '@mantine/core'
import type { Competence } from '#shared/contract/competence'
import { useWords } from '../../ui/words'
import { useNameOf, useTopics } from '../case/topics'
import { sessionWords } from '../session/words'
import classes from './Competence.module.css'
import { competenceWords } from './words'

type Props = { items: readonly Competence[]; onChange: (one: Competence) => void }

/** Who works in which unit and is able to do what. */
export function CompetenceTable({ items, onChange }: Props) {
  const t = useWords(competenceWords)
  return (
    <div className={classes.sheet}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.branch}</th>
            <th scope="col">{t.unit}</th>
            <th scope="col">{t.skills}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <Row key={one.staffId} one={one} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ one, onChange }: { one: Competence; onChange: Props['onChange'] }) {
  const t = useWords(competenceWords)
  const roles = useWords(sessionWords).roles
  const nameOf = useNameOf()
  const { data } = useTopics()
  const unit = data?.units.find(({ code }) => code === one.unit)
  return (
    <tr>
      <th scope="row">
        {one.name}
        <small>{one.roles.map((role) => roles[role]).join(', ')}</small>
      </th>
      <td>{one.branchName ?? t.company}</td>
      <td>{unit ? nameOf(unit) : one.unit}</td>
      <td>{one.skills.join(', ')}</td>
      <td className={classes.last}>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t.changeOf({ name: one.name })}
          onClick={() => onChange(one)}
        >
          {t.change}
        </Button>
      </td>
    </tr>
  )
}
