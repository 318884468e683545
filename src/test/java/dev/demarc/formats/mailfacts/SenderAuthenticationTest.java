package dev.demarc.formats.mailfacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.Samples;
import dev.demarc.formats.mailfacts.SenderAuthentication.Verdict;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose word counts on who sent a mail (RFC 8601). */
class SenderAuthenticationTest {

  private static final String DMARC_PASS =
      "Authentication-Results: mx.desk.example; dmarc=pass header.from=harbour.example\n";
  private static final String OURS =
      "Received: from a.example by mx.desk.example with ESMTP; Fri, 20 Nov 2026 10:00:00 +0000\n";
  private static final String THEIRS =
      "Received: from b.example by out.harbour.example; Fri, 20 Nov 2026 09:59:00 +0000\n";

  private static Verdict verdict(String header) {
    var mail =
        Samples.read(
                Samples.mail(header + "From: Ines <ines@harbour.example>\nSubject: s\n\nhello"))
            .mail();
    return SenderAuthentication.of(mail, Set.of("mx.desk.example"), Set.of("in.desk.example"))
        .verdict();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mx.desk.example; dmarc=pass header.from=harbour.example",
        "MX.desk.example 1; dmarc = pass (p=reject; \\) x) header.from = Harbour.Example",
        "mx.desk.example; spf=none; dkim=pass header.d=harbour.example header.s=k1",
        "mx.desk.example; dkim=fail header.d=harbour.example; dkim=pass header.d=harbour.example",
        "mx.desk.example; spf=pass smtp.mailfrom=x@a.example; dkim=pass header.d=harbour.example",
        "mx.desk.example; dmarc=none header.from=harbour.example; dkim=pass header.d=harbour.example",
      })
  void our_servers_word_proves_the_sender(String field) {
    assertThat(verdict("Authentication-Results: " + field + "\n" + OURS + THEIRS))
        .isEqualTo(Verdict.PASS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mx.evil.example; dmarc=pass header.from=harbour.example",
        "mx.desk.example.evil.example; dmarc=pass header.from=harbour.example",
        "mx.desk.example; none",
        "mx.desk.example; dmarc=pass header.from=evil.example",
        "mx.desk.example; dmarc=pass",
        "mx.desk.example; dkim=pass header.d=evil.example",
        "mx.desk.example; dkim=pass header.d=example",
        "mx.desk.example; dkim=pass header.i=@harbour.example",
        "mx.desk.example; dkim=pass header.d=evil.example header.d=harbour.example",
        "mx.desk.example; dkim=pass header.d=sub.harbour.example",
        "mx.desk.example; spf=pass smtp.helo=harbour.example",
        "mx.desk.example; spf=pass smtp.mailfrom=bounce@harbour.example",
        "mx.desk.example; spf=pass smtp.mailfrom=harbour.example; dkim=fail header.d=harbour.example",
        "mx.desk.example; spf=pass smtp.mailfrom=x@evil.example",
        "mx.desk.example; spf=softfail smtp.mailfrom=\"x;dmarc=pass header.from=harbour.example\"",
        "mx.desk.example; spf=softfail (x; dmarc=pass header.from=harbour.example)",
        "mx.desk.example; x-dmarc=pass header.from=harbour.example",
        "mx.desk.example; dmarc=pass header.from=harbour.example (open",
        "mx.desk.example (dmarc=pass); spf=none",
        "; dmarc=pass header.from=harbour.example",
      })
  void what_says_something_else_proves_nothing(String field) {
    assertThat(verdict("Authentication-Results: " + field + "\n" + OURS))
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void what_the_domain_disowns_is_known_to_be_forged() {
    assertThat(
            verdict(
                "Authentication-Results: mx.desk.example; dmarc=fail header.from=harbour.example;"
                    + " spf=pass smtp.mailfrom=harbour.example\n"))
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void the_field_may_stand_on_either_side_of_our_own_trace() {
    assertThat(verdict(DMARC_PASS + OURS + THEIRS)).isEqualTo(Verdict.PASS);
    assertThat(verdict(OURS + DMARC_PASS + THEIRS)).isEqualTo(Verdict.PASS);
    assertThat(verdict(OURS.replace("by mx.", "by hop1.in.") + DMARC_PASS)).isEqualTo(Verdict.PASS);
  }

  @Test
  void a_field_below_a_server_that_is_not_ours_was_written_by_the_sender() {
    assertThat(verdict(THEIRS + DMARC_PASS)).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict(OURS + THEIRS + DMARC_PASS)).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict("Received: (by mx.desk.example) by evil.example; x\n" + DMARC_PASS))
        .isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict("Received: by notin.desk.example; x\n" + DMARC_PASS))
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void a_field_below_our_own_that_the_sender_wrote_changes_nothing() {
    var none = "Authentication-Results: mx.desk.example; dmarc=none header.from=harbour.example\n";
    assertThat(verdict(none + DMARC_PASS)).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict(none + OURS + DMARC_PASS)).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void nobody_is_believed_where_no_server_is_named() {
    var mail =
        Samples.read(Samples.mail(DMARC_PASS + "From: ines@harbour.example\n\nhello")).mail();
    assertThat(SenderAuthentication.of(mail, Set.of(), Set.of()).verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }
}
