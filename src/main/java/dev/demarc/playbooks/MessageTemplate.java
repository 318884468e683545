package dev.demarc.playbooks;

import dev.demarc.shared.TypedText;

/**
 * A text to send, in which {@code {case}}, {@code {title}}, {@code {category}}, {@code {service}},
 * {@code {account}}, {@code {region}} and {@code {deadline}} stand for what they are on the case.
 *
 * @param to for whom it is written: reporter, customer or aws
 */
public record MessageTemplate(String slug, String name, String to, String body) {

  public MessageTemplate {
    name = TypedText.clean(name);
    body = TypedText.clean(body);
  }
}
