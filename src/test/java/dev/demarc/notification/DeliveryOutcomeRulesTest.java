package dev.demarc.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.notification.relay.DeliveryOutcomeRules;
import dev.demarc.notification.relay.DeliveryOutcomeRules.Verdict;
import dev.demarc.notification.relay.RetrySchedule;
import dev.demarc.notification.relay.SmtpReply;
import dev.demarc.notification.relay.SmtpReply.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryOutcomeRulesTest {

  @ParameterizedTest
  @CsvSource({
    // before RCPT it is the relay's matter, and concerns all mails
    "CONNECT,0,Connection refused,RELAY_FAILS",
    "GREETING,554,no service here,RELAY_FAILS",
    "GREETING,0,Read timed out,RELAY_FAILS",
    "HELLO,550,who are you,RELAY_FAILS",
    "START_TLS,454,no TLS now,RELAY_FAILS",
    "SIGN_IN,535,wrong password,RELAY_FAILS",
    "SIGN_IN,454,try later,RELAY_FAILS",
    "MAIL,550,sender refused,RELAY_FAILS",
    "MAIL,451,out of disk,RELAY_FAILS",
    "MAIL,0,Read timed out,RELAY_FAILS",
    "MAIL,552,too big,REFUSED",
    // of one mail
    "RCPT,550,no such user,REFUSED",
    "RCPT,501,bad address,REFUSED",
    "RCPT,450,greylisted,DEFERRED",
    "RCPT,452,too many recipients,DEFERRED",
    "RCPT,503,MAIL first,DEFERRED",
    "RCPT,554,5.7.1 <a@b.example>: Relay access denied,DEFERRED",
    "RCPT,550,5.7.1 Unable to relay,DEFERRED",
    "RCPT,530,5.7.0 authentication required,RELAY_FAILS",
    "RCPT,0,[EOF],BROKEN_OFF",
    "DATA,554,no valid recipients,REFUSED",
    "DATA,0,Read timed out,BROKEN_OFF",
    "END,250,queued,TAKEN",
    "END,251,will forward,TAKEN",
    "END,451,later,DEFERRED",
    "END,554,spam,REFUSED",
    "END,0,Read timed out,UNCONFIRMED",
    "END,354,what,UNCONFIRMED",
    // whenever it comes
    "GREETING,421,too many connections,BUSY",
    "MAIL,421,closing,BUSY",
    "RCPT,421,closing,BUSY",
    "END,421,closing,BUSY",
  })
  void the_last_answer_tells_what_became_of_the_mail(
      Phase phase, int code, String words, Verdict verdict) {
    assertThat(DeliveryOutcomeRules.verdict(new SmtpReply(phase, code, words))).isEqualTo(verdict);
  }

  @Test
  void a_mail_is_tried_eight_times_within_sixteen_hours() {
    var all = Duration.ZERO;
    for (int attempt = 1; attempt < RetrySchedule.ATTEMPTS; attempt++) {
      all = all.plus(RetrySchedule.wait(attempt));
    }
    assertThat(RetrySchedule.wait(1)).isEqualTo(Duration.ofSeconds(10));
    assertThat(RetrySchedule.wait(2)).isEqualTo(Duration.ofSeconds(40));
    assertThat(all).isBetween(Duration.ofHours(15), Duration.ofHours(16));
  }

  @Test
  void after_an_answer_that_did_not_come_the_wait_is_longer() {
    assertThat(RetrySchedule.waitAfterUnconfirmed(1)).isEqualTo(Duration.ofMinutes(15));
    assertThat(RetrySchedule.waitAfterUnconfirmed(7)).isEqualTo(RetrySchedule.wait(7));
  }
}
