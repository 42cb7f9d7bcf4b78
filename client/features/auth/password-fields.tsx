import { Field, type FieldProps } from "#client/ui/form.tsx";
import { MIN_PASSWORD_LENGTH } from "#contracts/password-length.ts";
import { useWords } from "./use-words.ts";

type PasswordProps = Pick<FieldProps, "label" | "fault"> & { readonly name?: string };

/** The password that counts now. */
export const PasswordField = ({ name = "password", ...rest }: PasswordProps) => (
  <Field name={name} type="password" autoComplete="current-password" {...rest} />
);

/** One to be set. */
export const NewPasswordField = (props: Pick<FieldProps, "label" | "fault">) => (
  <Field
    name="newPassword"
    type="password"
    autoComplete="new-password"
    minLength={MIN_PASSWORD_LENGTH}
    hint={useWords().link.newPasswordHint}
    {...props}
  />
);
