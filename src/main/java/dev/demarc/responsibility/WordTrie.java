package dev.demarc.responsibility;

import dev.demarc.responsibility.words.Accents;
import java.util.Arrays;

/**
 * Known words and beginnings of words, character by character, each with a number from 1 on. Upper
 * and lower case, accents and kinds of apostrophes are alike.
 */
final class WordTrie {

  private static final int LETTERS = 39;

  /** Before the four hexadecimal digits of a character that is no letter of the alphabet. */
  private static final int OTHER = 38;

  private int[] letters = new int[LETTERS * 1024];
  private int[] whole = new int[1024];
  private int[] beginnings = new int[1024];
  private int nodes = 1;
  private int numbers;

  /**
   * @param word ends with {@code *} for all that begin so
   * @return its number, the same each time
   * @throws IllegalArgumentException where it holds what no word of a text does
   */
  int add(String word) {
    boolean open = word.endsWith("*");
    int end = open ? word.length() - 1 : word.length();
    int node = 0;
    for (int i = 0; i < end; i++) {
      char c = word.charAt(i);
      int letter = letter(c);
      node = child(node, letter, word);
      for (int shift = 12; letter == OTHER && shift >= 0; shift -= 4) {
        node = child(node, digit(c, shift), word);
      }
    }
    var table = open ? beginnings : whole;
    if (table[node] == 0) {
      table[node] = ++numbers;
    }
    return table[node];
  }

  private int child(int node, int letter, String word) {
    if (letter < 0) {
      throw new IllegalArgumentException("only letters, digits, ' and . can be searched: " + word);
    }
    int slot = node * LETTERS + letter;
    if (letters[slot] == 0) {
      if ((nodes + 1) * LETTERS > letters.length) {
        letters = Arrays.copyOf(letters, letters.length * 2);
        whole = Arrays.copyOf(whole, whole.length * 2);
        beginnings = Arrays.copyOf(beginnings, beginnings.length * 2);
      }
      letters[slot] = nodes++;
    }
    return letters[slot];
  }

  /** The node after one more character, 0 being the start; 0 where no word goes on so. */
  int next(int node, char c) {
    int letter = letter(c);
    int next = letter < 0 ? 0 : letters[node * LETTERS + letter];
    for (int shift = 12; letter == OTHER && next != 0 && shift >= 0; shift -= 4) {
      next = letters[next * LETTERS + digit(c, shift)];
    }
    return next;
  }

  /** The number of the word that ends at a node; 0 where none does. */
  int whole(int node) {
    return whole[node];
  }

  /** The number of the beginning that ends at a node; 0 where none does. */
  int beginning(int node) {
    return beginnings[node];
  }

  private static int letter(char c) {
    if (c >= 'a' && c <= 'z') {
      return c - 'a';
    }
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= '0' && c <= '9') {
      return 26 + c - '0';
    }
    if (c < 128 || c == '\u2019') {
      return c == '\'' || c == '\u2019' ? 36 : c == '.' ? 37 : -1;
    }
    char plain = Accents.without(c);
    return plain < 128 ? plain - 'a' : OTHER;
  }

  private static int digit(char c, int shift) {
    int value = Character.toLowerCase(c) >> shift & 15;
    return value < 10 ? 26 + value : value - 10;
  }
}
