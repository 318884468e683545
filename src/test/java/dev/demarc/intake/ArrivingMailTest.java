package dev.demarc.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.intake.smtp.ArrivingMail;
import dev.demarc.intake.smtp.MailMemoryBudget;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.RejectException;

class ArrivingMailTest {

  private static ByteArrayInputStream bytes(int many) {
    return new ByteArrayInputStream(new byte[many]);
  }

  @Test
  void mails_that_find_no_room_are_to_come_again_and_those_that_are_done_make_room()
      throws Exception {
    var room = new MailMemoryBudget(100_000);
    var first = new ArrivingMail(room);
    first.take(bytes(90_000));
    assertThat(first.bytes()).hasSize(90_000);

    var second = new ArrivingMail(room);
    var rest = bytes(200_000);
    second.take(rest);
    assertThat(rest.available()).isZero();
    assertThatThrownBy(second::bytes)
        .isInstanceOf(RejectException.class)
        .extracting(refusal -> ((RejectException) refusal).getCode())
        .isEqualTo(452);

    first.release();
    first.release();
    second.release();
    var third = new ArrivingMail(room);
    third.take(bytes(100_000));
    assertThat(third.bytes()).hasSize(100_000);
  }

  @Test
  void a_mail_of_the_largest_size_is_taken_whole_and_one_byte_more_is_refused() throws Exception {
    var room = new MailMemoryBudget(2L * Intake.MAX_BYTES);
    var largest = new ArrivingMail(room);
    largest.take(bytes(Intake.MAX_BYTES));
    assertThat(largest.bytes()).hasSize(Intake.MAX_BYTES);
    largest.release();

    var larger = new ArrivingMail(room);
    larger.take(bytes(Intake.MAX_BYTES + 1));
    assertThatThrownBy(larger::bytes).hasMessageContaining("25 MiB");
    assertThat(room.take(2 * Intake.MAX_BYTES)).isTrue();
  }
}
