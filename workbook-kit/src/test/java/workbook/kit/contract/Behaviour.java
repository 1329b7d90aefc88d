package workbook.kit.contract;

/** A part of the contract. */
interface Behaviour {

  /** The server under test. */
  Subject subject();
}
