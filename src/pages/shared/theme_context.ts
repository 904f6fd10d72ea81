import { createContext } from 'react';
import type { ThemeChoice } from './theme_variables';

/** The theme, for those who draw on a canvas and cannot use CSS variables. */
export const ThemeContext = createContext<ThemeChoice>({ family: 'enterprise', colorScheme: 'light' });
