package dev.demarc.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/** How mail goes out. */
@ConfigMapping(prefix = "demarc")
interface MailSettings {

  /** Where people reach the console: the links in mails start with it. */
  @WithName("public-url")
  @WithDefault("http://localhost:8080")
  String publicUrl();

  @WithName("mail.from")
  @WithDefault("demarc@demarc.example")
  String from();

  /** The relay's host name; without one, mails are held. */
  @WithName("relay.host")
  Optional<String> relayHost();

  /** How many acknowledgements one address gets in a day at most. */
  @WithName("mail.acknowledgements-per-day")
  @WithDefault("20")
  int acknowledgementsPerDay();
}
