package workbook.pool.harness;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.Spliterator;
import java.util.function.Consumer;

/** The JDK's collections that are not thread-safe; they tell {@link Overlap} who is at work. */
public final class WatchedCollection {

  private WatchedCollection() {}

  /** An {@code ArrayDeque}; what is not overridden comes down to what is. */
  public static final class Deque<E> extends ArrayDeque<E> {

    private static final long serialVersionUID = 1L;

    public Deque() {}

    public Deque(int size) {
      super(size);
    }

    public Deque(Collection<? extends E> other) {
      super(other);
    }

    @Override
    public void addFirst(E element) {
      Overlap.change(this);
      super.addFirst(element);
    }

    @Override
    public void addLast(E element) {
      Overlap.change(this);
      super.addLast(element);
    }

    @Override
    public E pollFirst() {
      Overlap.change(this);
      return super.pollFirst();
    }

    @Override
    public E pollLast() {
      Overlap.change(this);
      return super.pollLast();
    }

    @Override
    public void clear() {
      Overlap.change(this);
      super.clear();
    }

    @Override
    public Object[] toArray() {
      Overlap.read(this);
      return super.toArray();
    }

    @Override
    public <T> T[] toArray(T[] into) {
      Overlap.read(this);
      return super.toArray(into);
    }

    @Override
    public Iterator<E> iterator() {
      Overlap.read(this);
      return super.iterator();
    }

    @Override
    public Iterator<E> descendingIterator() {
      Overlap.read(this);
      return super.descendingIterator();
    }

    @Override
    public Spliterator<E> spliterator() {
      Overlap.read(this);
      return super.spliterator();
    }

    @Override
    public void forEach(Consumer<? super E> action) {
      Overlap.read(this);
      super.forEach(action);
    }

    @Override
    public Deque<E> clone() {
      Overlap.read(this);
      return (Deque<E>) super.clone();
    }
  }

  /** An {@code ArrayList}. */
  public static final class Array<E> extends ArrayList<E> {

    private static final long serialVersionUID = 1L;

    public Array() {}

    public Array(int size) {
      super(size);
    }

    public Array(Collection<? extends E> other) {
      super(other);
    }

    @Override
    public boolean add(E element) {
      Overlap.change(this);
      return super.add(element);
    }

    @Override
    public void add(int index, E element) {
      Overlap.change(this);
      super.add(index, element);
    }

    @Override
    public E remove(int index) {
      Overlap.change(this);
      return super.remove(index);
    }

    @Override
    public boolean remove(Object element) {
      Overlap.change(this);
      return super.remove(element);
    }

    @Override
    protected void removeRange(int from, int to) {
      Overlap.change(this);
      super.removeRange(from, to);
    }

    @Override
    public void clear() {
      Overlap.change(this);
      super.clear();
    }

    @Override
    public E get(int index) {
      Overlap.read(this);
      return super.get(index);
    }

    @Override
    public Object[] toArray() {
      Overlap.read(this);
      return super.toArray();
    }

    @Override
    public <T> T[] toArray(T[] into) {
      Overlap.read(this);
      return super.toArray(into);
    }

    @Override
    public Iterator<E> iterator() {
      Overlap.read(this);
      return super.iterator();
    }

    @Override
    public ListIterator<E> listIterator() {
      Overlap.read(this);
      return super.listIterator();
    }

    @Override
    public List<E> subList(int from, int to) {
      Overlap.read(this);
      return super.subList(from, to);
    }

    @Override
    public Spliterator<E> spliterator() {
      Overlap.read(this);
      return super.spliterator();
    }

    @Override
    public void forEach(Consumer<? super E> action) {
      Overlap.read(this);
      super.forEach(action);
    }
  }

  /** A {@code LinkedList}. */
  @SuppressWarnings("JdkObsolete") // it is what a learner may choose
  public static final class Linked<E> extends LinkedList<E> {

    private static final long serialVersionUID = 1L;

    public Linked() {}

    public Linked(Collection<? extends E> other) {
      super(other);
    }

    @Override
    public boolean add(E element) {
      Overlap.change(this);
      return super.add(element);
    }

    @Override
    public void addFirst(E element) {
      Overlap.change(this);
      super.addFirst(element);
    }

    @Override
    public void addLast(E element) {
      Overlap.change(this);
      super.addLast(element);
    }

    @Override
    public E removeFirst() {
      Overlap.change(this);
      return super.removeFirst();
    }

    @Override
    public E removeLast() {
      Overlap.change(this);
      return super.removeLast();
    }

    @Override
    public E remove(int index) {
      Overlap.change(this);
      return super.remove(index);
    }

    @Override
    public E poll() {
      Overlap.change(this);
      return super.poll();
    }

    @Override
    public E pollFirst() {
      Overlap.change(this);
      return super.pollFirst();
    }

    @Override
    public E pollLast() {
      Overlap.change(this);
      return super.pollLast();
    }

    @Override
    public void clear() {
      Overlap.change(this);
      super.clear();
    }

    @Override
    public Object[] toArray() {
      Overlap.read(this);
      return super.toArray();
    }

    @Override
    public <T> T[] toArray(T[] into) {
      Overlap.read(this);
      return super.toArray(into);
    }

    @Override
    public E get(int index) {
      Overlap.read(this);
      return super.get(index);
    }

    @Override
    public ListIterator<E> listIterator(int index) {
      Overlap.read(this);
      return super.listIterator(index);
    }

    @Override
    public Spliterator<E> spliterator() {
      Overlap.read(this);
      return super.spliterator();
    }
  }
}
