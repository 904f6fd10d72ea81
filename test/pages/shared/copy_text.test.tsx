import { copyText } from '../../../src/pages/shared/copy_text';

/** What is marked at the moment of copying, in a browser that offers no clipboard of its own. */
function withoutClipboard(answer: boolean): string[] {
  const copied: string[] = [];
  Object.assign(document, {
    execCommand: (command: string) => {
      const { activeElement } = document;
      if (activeElement instanceof HTMLTextAreaElement)
        copied.push(command, activeElement.value.slice(activeElement.selectionStart, activeElement.selectionEnd));
      return answer;
    },
  });
  return copied;
}

test('on plain HTTP the text is copied as if marked by hand, and the focus stays where it was', async () => {
  const copied = withoutClipboard(true);
  const button = document.body.appendChild(document.createElement('button'));
  button.focus();
  await copyText('https://splunk/en-US/app?find=cmd.exe');
  expect(copied).toEqual(['copy', 'https://splunk/en-US/app?find=cmd.exe']);
  expect(document.activeElement).toBe(button);
  expect(document.querySelector('textarea')).toBeNull();
});

test('a browser that refuses is told', async () => {
  withoutClipboard(false);
  await expect(copyText('x')).rejects.toThrow('The browser refuses to copy.');
});
