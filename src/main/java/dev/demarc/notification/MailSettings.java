package dev.demarc.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How mail looks. */
@ConfigMapping(prefix = "demarc.mail")
interface MailSettings {

  /** The address that mails come from; answers should reach the intake. */
  @WithDefault("demarc@demarc.example")
  String from();

  /** How many acknowledgements one address gets in a day at most. */
  @WithDefault("20")
  int acknowledgementsPerDay();
}
