import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  InputWrapper,
  type MantineColorsTuple,
  Menu,
  Modal,
  Popover,
  Select,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core'

const accent: MantineColorsTuple = [
  '#e2f3ef',
  '#c3e6de',
  '#9bd7ca',
  '#74cbb9',
  '#4fc3ae',
  '#2aa591',
  '#138572',
  '#0b6e5f',
  '#095c50',
  '#064339',
]
const bad: MantineColorsTuple = [
  '#fdeceb',
  '#fbd3d0',
  '#ffb3ac',
  '#ff9d95',
  '#ff8a80',
  '#e05a50',
  '#c93b32',
  '#b3261e',
  '#951f18',
  '#741611',
]
const warn: MantineColorsTuple = [
  '#fff1dc',
  '#fde0b5',
  '#fad092',
  '#f5c177',
  '#f0b35e',
  '#d08a2b',
  '#b06d0d',
  '#8a4b00',
  '#733e00',
  '#5a3000',
]

/** Mantine paints fields, borders and hovers of the dark scheme with these: the same steps as the tokens. */
const dark: MantineColorsTuple = [
  '#e6eaef',
  '#a9b3be',
  '#98a3af',
  '#6f7b88',
  '#2a323c',
  '#222932',
  '#12161b',
  '#191f26',
  '#12161b',
  '#0d1014',
]

/** What opens over the page is of the same paper as its panels. */
const overlay = { backgroundColor: 'var(--panel)', borderColor: 'var(--line)' }
const dense = { defaultProps: { size: 'sm' } }

export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent, bad, warn, dark },
  primaryShade: { light: 7, dark: 4 },
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input)
    if (input.variant !== 'filled') return colors
    return { ...colors, color: input.color === 'bad' ? 'var(--on-bad)' : 'var(--on-accent)' }
  },
  fontFamily: '"Golos Text Variable", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Menlo, monospace',
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '19px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.3' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '19px' }, h2: { fontSize: '16px' }, h3: { fontSize: '14px' } },
  },
  defaultRadius: 8,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      vars: (_, { size = 'sm' }) => ({ root: size === 'sm' ? { '--button-height': '34px' } : {} }),
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 30 } }),
    Input: Input.extend({ ...dense, styles: { input: { backgroundColor: 'var(--bg)' } } }),
    InputWrapper: InputWrapper.extend({
      styles: { label: { fontSize: 12.5, fontWeight: 400, color: 'var(--dim)', marginBottom: 3 } },
    }),
    TextInput: TextInput.extend(dense),
    Textarea: Textarea.extend(dense),
    Select: Select.extend({
      defaultProps: { size: 'sm', comboboxProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    }),
    Popover: Popover.extend({ styles: { dropdown: overlay } }),
    Menu: Menu.extend({
      styles: { dropdown: overlay },
      defaultProps: { withInitialFocusPlaceholder: false, shadow: 'md', transitionProps: { duration: 80 } },
    }),
    Modal: Modal.extend({
      styles: { title: { fontSize: 16, fontWeight: 600 } },
      defaultProps: {
        // A dialog's head is not the banner of the page.
        attributes: { header: { role: 'none' } },
        transitionProps: { duration: 100 },
        overlayProps: { backgroundOpacity: 0.35 },
      },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 400,
        transitionProps: { duration: 80 },
        events: { hover: true, focus: true, touch: false },
      },
    }),
  },
})

/** Mantine's own colours follow the tokens, so that a component of ours and of Mantine's never differ. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...shared, '--mantine-color-error': 'var(--bad)' },
  dark: { ...shared, '--mantine-color-error': 'var(--bad)' },
})

const shared = {
  '--mantine-color-body': 'var(--panel)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--dim)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-default': 'var(--panel)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-gray-light-color': 'var(--dim)',
  '--mantine-color-gray-outline': 'var(--dim)',
  '--mantine-color-gray-filled': 'var(--dim)',
  '--mantine-color-disabled': 'var(--line2)',
  '--mantine-color-disabled-color': 'var(--faint)',
  '--mantine-color-disabled-border': 'var(--line)',
}
