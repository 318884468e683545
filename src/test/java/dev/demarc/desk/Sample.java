package dev.demarc.desk;

import dev.demarc.Api;
import dev.demarc.Smtp;
import dev.demarc.formats.Samples;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;

/**
 * A sample of a format, about an address and an instance of its own: other tests send the same
 * files, and two reports about one thing are one case.
 */
public record Sample(String file, String text) {

  /**
   * @param file below {@code formats}
   */
  public static Sample of(String file) {
    try {
      var unique = UUID.randomUUID().toString();
      var text =
          Files.readString(Samples.formats().resolve(file))
              .replace("\r\n", "\n")
              .replace("550e8400-e29b-41d4-a716-446655440001", unique)
              .replace("550e8400-e29b-41d4-a716-446655440003", unique)
              .replace("16afba5c5c43e07c9e3e5e2e544e95df", unique.replace("-", ""))
              .replaceAll("1234567890(?!12)", "" + System.nanoTime())
              .replace("4711-22", "4711-" + System.nanoTime())
              .replace("77@honeypot", unique + "@honeypot")
              .replace("\"T-1\"", "\"T-" + unique + "\"")
              .replace(":a/1\"", ":a/" + unique + "\"")
              .replace("\"f-1\"", "\"f-" + unique + "\"")
              .replace("example.net", unique.substring(0, 8) + ".example")
              .replace("example-bucket", "bucket-" + unique)
              .replace("shop-uploads", "shop-" + unique);
      return new Sample(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Sample about(String address) {
    return with("192.0.2.10", address);
  }

  public Sample ofInstance(String id) {
    return with("i-0123456789abcdef0", id);
  }

  public Sample inAccount(String id) {
    return with("123456789012", id);
  }

  public Sample with(String was, String is) {
    return new Sample(file, text.replace(was, is));
  }

  /** A mail that answers another, as mail programs write one. */
  public static Sample answer(String from, Message to, String words) {
    try {
      var header =
          "From: %s\nTo: abuse@demarc.example\nSubject: Re: %s\nIn-Reply-To: %s\n"
              .formatted(from, to.getSubject(), to.getHeader("Message-ID")[0]);
      return new Sample("an answer", header + "\n" + words + "\n");
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As it comes from our own mail server, which vouches for its sender. */
  public Sample provedFor(String sender) {
    var domain = sender.substring(sender.indexOf('@') + 1);
    var proof = "Authentication-Results: mx.demarc.example; dmarc=pass header.from=" + domain;
    return new Sample(file, proof + "\n" + text);
  }

  String contentType() {
    return file.endsWith(".json") ? "application/json" : file.endsWith(".csv") ? "text/csv" : "";
  }

  byte[] body() {
    return complete().getBytes(StandardCharsets.UTF_8);
  }

  /** About an address that nobody else reports, where none was named. */
  private String complete() {
    return text.replace("192.0.2.10", Api.freshAddress());
  }

  /** As a mail under a Message-ID of its own. */
  byte[] mail(String messageId) {
    var mail = complete();
    int end = mail.indexOf("\n\n");
    var head = mail.substring(0, end).replaceAll("(?mi)^message-id:.*\n?", "").stripTrailing();
    return Smtp.crlf(head + "\nMessage-ID: <" + messageId + ">" + mail.substring(end));
  }
}
