import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { classNames } from './class-names';

const control =
  'w-full rounded-lg border border-edge bg-surface px-3 text-ink placeholder:text-ink-soft/80 disabled:bg-sunken aria-invalid:border-bad';

interface FrameProps {
  label: string;
  hint?: ReactNode;
  problem?: string | undefined;
}

interface FieldIds {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

function Frame({ label, hint, problem, children }: FrameProps & { children: (ids: FieldIds) => ReactNode }) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = problem ?? hint;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': note ? noteId : undefined,
        'aria-invalid': problem ? true : undefined,
      })}
      {note ? (
        <p id={noteId} className={classNames('text-sm', problem ? 'text-bad' : 'text-ink-soft')}>
          {note}
        </p>
      ) : null}
    </div>
  );
}

export function TextField({
  label,
  hint,
  problem,
  className,
  ...rest
}: FrameProps & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Frame label={label} hint={hint} problem={problem}>
      {(ids) => <input {...ids} {...rest} className={classNames(control, 'min-h-11', className)} />}
    </Frame>
  );
}

type TextFieldProps = FrameProps & InputHTMLAttributes<HTMLInputElement>;

/** For names, addresses and marks: nothing in it is completed, capitalised or held against a dictionary. */
export function WordField(props: TextFieldProps) {
  return <TextField autoComplete="off" autoCapitalize="none" spellCheck={false} {...props} />;
}

/** For a secret that is given to Aurora, and is none of this page's own sign-in. */
export function SecretField(props: TextFieldProps) {
  return <TextField type="password" autoComplete="new-password" {...props} />;
}

export function CertificateField(props: FrameProps & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return <TextArea rows={4} placeholder="-----BEGIN CERTIFICATE-----" spellCheck={false} {...props} />;
}

export function TextArea({
  label,
  hint,
  problem,
  className,
  ...rest
}: FrameProps & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Frame label={label} hint={hint} problem={problem}>
      {(ids) => (
        <textarea
          {...ids}
          {...rest}
          className={classNames(control, 'py-2.5 font-mono text-sm leading-relaxed', className)}
        />
      )}
    </Frame>
  );
}

interface Choice {
  value: string;
  label: string;
}

export function SelectField({
  label,
  hint,
  problem,
  choices,
  className,
  ...rest
}: FrameProps & SelectHTMLAttributes<HTMLSelectElement> & { choices: Choice[] }) {
  return (
    <Frame label={label} hint={hint} problem={problem}>
      {(ids) => (
        <select {...ids} {...rest} className={classNames(control, 'min-h-11 pr-8', className)}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}
