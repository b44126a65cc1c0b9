import { Tooltip } from '@mantine/core'
import {
  IconActivityHeartbeat,
  IconBuilding,
  IconCalendar,
  IconChecklist,
  IconHourglass,
  IconId,
  IconLayoutList,
  IconSitemap,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react'
import { Link } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import type { Role } from '#shared/contract/contract'
import { useMe } from '../api/session'
import { useAction } from '../ui/hotkeys'
import { useWords } from '../ui/words'
import classes from './NavRail.module.css'
import { paths, useGo } from './routes'
import { screenWords } from './words'

type Section = {
  name: 'work' | 'consumers' | 'visits' | 'cases' | 'supervisor' | 'design' | 'calendar' | 'terms' | 'competences'
  path: string
  Icon: TablerIcon
  roles: Role[] | null
}

const SECTIONS: readonly Section[] = [
  { name: 'work', path: paths.work, Icon: IconLayoutList, roles: null },
  { name: 'consumers', path: paths.consumers, Icon: IconUsers, roles: null },
  { name: 'cases', path: paths.tasks, Icon: IconChecklist, roles: null },
  { name: 'visits', path: paths.visits, Icon: IconBuilding, roles: ['clerk', 'supervisor'] },
  { name: 'supervisor', path: paths.supervisor, Icon: IconActivityHeartbeat, roles: ['supervisor'] },
  { name: 'design', path: paths.design, Icon: IconSitemap, roles: ['analyst', 'administrator'] },
  { name: 'calendar', path: paths.calendar, Icon: IconCalendar, roles: ['analyst', 'administrator'] },
  { name: 'terms', path: paths.terms, Icon: IconHourglass, roles: ['administrator'] },
  { name: 'competences', path: paths.competences, Icon: IconId, roles: ['supervisor', 'administrator'] },
]

/** The sections a person's roles give. */
export function NavRail() {
  const t = useWords(screenWords)
  const me = useMe()
  const [location] = useHashLocation()
  const mine = SECTIONS.filter(({ roles }) => roles === null || roles.some((role) => me.roles.includes(role)))
  const current = sectionOf(location)
  return (
    <nav className={classes.rail} aria-label={t.nav.label}>
      {mine.map((section) => (
        <NavItem key={section.name} section={section} isCurrent={section.name === current} />
      ))}
    </nav>
  )
}

function NavItem({ section, isCurrent }: { section: Section; isCurrent: boolean }) {
  const t = useWords(screenWords)
  const go = useGo()
  const label = t.nav[section.name]
  useAction(t.goTo({ screen: label }), () => go(section.path))
  return (
    <Tooltip label={label} position="right">
      <Link
        href={section.path}
        className={classes.item}
        aria-label={label}
        aria-current={isCurrent ? 'page' : undefined}
      >
        <section.Icon size={21} stroke={1.7} aria-hidden />
      </Link>
    </Tooltip>
  )
}

/** A consumer's page belongs to my work; the list of consumers is a section of its own. */
function sectionOf(location: string): Section['name'] {
  if (location === paths.consumers) return 'consumers'
  if (location.startsWith(paths.tasks) || location.startsWith('/cases/')) return 'cases'
  if (location.startsWith(paths.visits)) return 'visits'
  if (location.startsWith(paths.design)) return 'design'
  if (location.startsWith(paths.calendar)) return 'calendar'
  if (location.startsWith(paths.terms)) return 'terms'
  if (location.startsWith(paths.competences)) return 'competences'
  return location.startsWith(paths.supervisor) ? 'supervisor' : 'work'
}
