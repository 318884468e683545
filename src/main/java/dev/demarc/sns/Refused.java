package dev.demarc.sns;

/** Something that is not what Amazon SNS sends; the message says what is wrong with it. */
class Refused extends RuntimeException {

  Refused(String why) {
    super(why);
  }
}
