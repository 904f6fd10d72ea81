import SplunkThemeProvider from '@splunk/themes/SplunkThemeProvider';
import { defaultTheme, getThemeOptions, getUserTheme } from '@splunk/splunk-utils/themes';
import { useEffect, useState, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { StyleSheetManager } from 'styled-components';
import { baseStyles, sharedPartStyles } from './base_styles';
import { isObject } from './decode';
import { ErrorBoundary } from './ErrorBoundary';
import { mountNode } from './host_page';
import { heavierSelectors, resetStyles } from './style_guard';
import { variableStyle, type ThemeChoice } from './theme_variables';
import { ThemeContext } from './theme_context';
import { useMedia } from './use_media';

/** Draws a page into the dashboard's node, in the theme of the user, proof against the dashboard's styles. */
export function mountPage(page: ReactElement, pageStyles: string): void {
  createRoot(mountNode()).render(<Frame page={page} pageStyles={pageStyles} />);
}

function Frame({ page, pageStyles }: { readonly page: ReactElement; readonly pageStyles: string }): ReactElement {
  const chosen = useThemeChoice();
  const theme: ThemeChoice = useMedia('print') ? { ...chosen, colorScheme: 'light' } : chosen;
  return (
    <StyleSheetManager stylisPlugins={[heavierSelectors]}>
      <SplunkThemeProvider family={theme.family} colorScheme={theme.colorScheme} density="compact">
        <style>{resetStyles + baseStyles + sharedPartStyles + pageStyles}</style>
        <ThemeContext.Provider value={theme}>
          <div
            className="ww-root"
            style={variableStyle(theme)}
            data-theme={theme.colorScheme}
            data-family={theme.family}
          >
            <ErrorBoundary>{page}</ErrorBoundary>
          </div>
        </ThemeContext.Provider>
      </SplunkThemeProvider>
    </StyleSheetManager>
  );
}

/** What Splunk says at once, then what its theme API says, which knows the user's own choice. */
function useThemeChoice(): ThemeChoice {
  const [name, setName] = useState(defaultTheme());
  useEffect(() => {
    let gone = false;
    getUserTheme().then(
      (found) => {
        if (!gone) setName(found);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  return themeChoice(getThemeOptions(name));
}

function themeChoice(options: unknown): ThemeChoice {
  const given = isObject(options) ? options : {};
  return {
    family: given.family === 'prisma' ? 'prisma' : 'enterprise',
    colorScheme: given.colorScheme === 'dark' ? 'dark' : 'light',
  };
}
